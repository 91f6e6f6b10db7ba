// The message boxes, for tests that count them.
import mongoose from 'mongoose';

interface Row {
  entry: mongoose.Types.ObjectId;
  person: mongoose.Types.ObjectId;
  kind: string;
}
export const Messages = {
  find: (filter: Record<string, unknown>) => ({
    lean: () => mongoose.connection.collection<Row>('messages').find(filter).toArray(),
  }),
};
