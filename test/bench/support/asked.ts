// What the application asks of the database, as it asks it.
import mongoose from 'mongoose';

/** A question, as sent. `filter` of a find, `pipeline` of an aggregate. */
export interface Asked {
  name: string;
  collection: string;
  filter?: Record<string, unknown>;
  sort?: Record<string, 1 | -1>;
  limit?: number;
  projection?: Record<string, unknown>;
  pipeline?: object[];
}

/** Commands sent while `work` runs; the server has to be a monitored one. */
export const asked = async (work: () => PromiseLike<unknown>): Promise<Asked[]> => {
  const commands: Asked[] = [];
  const hear = ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) => {
    commands.push({ ...command, name: commandName, collection: String(command[commandName]) });
  };
  // a token seen for the first time is looked up, later ones are not
  await work();
  // what a desk counted is kept for two seconds
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await work();
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const client = mongoose.connection.getClient();
  client.on('commandStarted', hear);
  try {
    await work();
  } finally {
    client.off('commandStarted', hear);
  }
  return commands.filter(({ collection }) => collection === 'reports');
};

/** Documents examined for each one returned; for an aggregate, for the one answer. */
export const examinedBy = async ({ collection, filter, sort, limit, pipeline }: Asked): Promise<number> => {
  const { totalDocsExamined, nReturned } = await executionOf({ collection, filter, sort, limit, pipeline });
  return totalDocsExamined / Math.max(1, nReturned);
};

export const executionOf = async ({
  collection,
  filter,
  sort,
  limit,
  pipeline,
}: Omit<Asked, 'name'>): Promise<{ totalDocsExamined: number; nReturned: number }> => {
  const command = pipeline
    ? { aggregate: collection, pipeline, cursor: {} }
    : { find: collection, filter, ...(sort && { sort }), ...(limit && { limit }) };
  const plan = await mongoose.connection.db?.command({ explain: command, verbosity: 'executionStats' });
  return plan?.executionStats;
};
