// Where the reference engine (DocumentDB on PostgreSQL) answers otherwise than MongoDB's manual says. The generators
// keep clear of these; the embedded database follows the manual, which tables.test.ts holds it to.

export interface Difference {
  what: string;
  /** sentence of the MongoDB manual, and the page it stands on */
  manual: string;
}

export const REFERENCE_DIFFERS: Difference[] = [
  {
    what: 'sorts an empty array like null',
    manual:
      'A comparison of an empty array (e.g. [ ]) treats the empty array as less than null or a missing field. (Comparison/Sort Order)',
  },
  {
    what: '$dateTrunc by day and week is days off, the more the later in the year',
    manual: '$dateTrunc: Truncates a date. … unit day: the start of the day the date falls into. ($dateTrunc)',
  },
  {
    what: '$count of nothing gives {n: 0}',
    manual:
      '$count is equivalent to $group with _id null and $sum 1, then $project; a group of no documents gives no document. ($count)',
  },
  {
    what: '$push in $group does not keep the order of a $sort before it',
    manual:
      'The order of the array elements is determined by the order of the incoming documents. ($push, aggregation)',
  },
  {
    what: 'documents without the grouped field form a group without an _id',
    manual: 'If the _id expression is missing in a document it is grouped under null. ($group)',
  },
  {
    what: 'a fraction between -1 and 1 counts as false in $expr, $and, $or, $not and $cond',
    manual:
      'false, null, 0 and undefined evaluate to false; all other values, including non-zero numbers, evaluate to true. ($and)',
  },
  {
    what: 'two updates of one path are refused only when a document matches',
    manual:
      'You cannot specify the same field in more than one update operator; the operation fails. (Update Operators)',
  },
  {
    what: '$each: [] and $slice: 0 on a missing field do not create the array, $pullAll and $rename below one create its parent',
    manual:
      'If the field is absent in the document to update, $push adds the array field. $slice Zero: To update the array to an empty array. ($push, $slice); $pullAll and $rename do nothing when the field does not exist.',
  },
  {
    what: '$inc adds to booleans',
    manual: 'Use of the $inc operator on a field with a non-numeric value will generate an error. ($inc)',
  },
  {
    what: '$unset below an array is refused',
    manual: 'If the field does not exist, then $unset does nothing (i.e. no operation). ($unset)',
  },
  {
    what: 'a sort over two array fields is answered',
    manual: 'cannot sort with keys that are parallel arrays (error 2 of the server)',
  },
  {
    what: 'codes of refusals and the order of fields an update or $addFields adds',
    manual:
      'Update operators process document fields with string-based names in lexicographic order. (Update Operators, since 5.0)',
  },
];
