type Fields = Readonly<Record<string, unknown>>;

/** Quotas of Amazon ECR, "Lifecycle policy length" and "Rules per lifecycle policy". */
const MAX_TEXT = 30_720;
const MAX_RULES = 50;
const MAX_WILDCARDS = 4;

const RULE_KEYS = ['rulePriority', 'description', 'selection', 'action'];
const SELECTION_KEYS = [
  'tagStatus',
  'tagPatternList',
  'tagPrefixList',
  'storageClass',
  'countType',
  'countUnit',
  'countNumber',
];
const ACTION_KEYS = ['type', 'targetStorageClass'];
const COUNT_TYPES = [
  'imageCountMoreThan',
  'sinceImagePushed',
  'sinceImagePulled',
  'sinceImageTransitioned',
];

/**
 * What ECR would refuse a lifecycle policy for, each with its place; empty where all is well. By "Lifecycle policy properties in
 * Amazon ECR" of its user guide.
 */
export function checkLifecycle(policy: object): string[] {
  const { rules, ...others } = policy as Fields;
  if (!Array.isArray(rules) || rules.length === 0) return ['a policy has a list of `rules`'];
  const { length } = JSON.stringify(policy);
  return [
    ...(length > MAX_TEXT ? [`it has ${length} characters, of ${MAX_TEXT} that ECR takes`] : []),
    ...(rules.length > MAX_RULES ? [`it has ${rules.length} rules, of ${MAX_RULES}`] : []),
    ...unknownKeys(others, []),
    ...rules.flatMap((rule: unknown, at) =>
      checkRule(fieldsOf(rule)).map((problem) => `rules[${at}]: ${problem}`),
    ),
    ...checkPriorities(rules.map(fieldsOf)),
  ];
}

function checkRule(rule: Fields): string[] {
  const selection = fieldsOf(rule['selection']);
  const action = fieldsOf(rule['action']);
  return [
    ...unknownKeys(rule, RULE_KEYS),
    ...(isCount(rule['rulePriority']) ? [] : ['`rulePriority` is a whole number from 1']),
    ...unknownKeys(selection, SELECTION_KEYS),
    ...checkTags(selection),
    ...checkCount(selection),
    ...unknownKeys(action, ACTION_KEYS),
    ...checkAction(action),
  ];
}

function checkTags({ tagStatus, tagPatternList, tagPrefixList }: Fields): string[] {
  const lists = [tagPatternList, tagPrefixList].filter((list) => list !== undefined);
  const tags = lists.flat() as unknown[];
  if (tagStatus === 'untagged' || tagStatus === 'any')
    return lists.length > 0 ? [`\`${tagStatus}\` has no list of tags`] : [];
  if (tagStatus !== 'tagged') return ['`tagStatus` is `tagged`, `untagged` or `any`'];
  if (lists.length !== 1 || tags.length === 0 || !lists.every(Array.isArray))
    return ['`tagged` has a list of tags: either `tagPatternList` or `tagPrefixList`'];
  const wild = tags.find((tag) => String(tag).split('*').length - 1 > MAX_WILDCARDS);
  return wild === undefined ? [] : [`\`${String(wild)}\` has more than ${MAX_WILDCARDS} \`*\``];
}

function checkCount({ countType, countUnit, countNumber }: Fields): string[] {
  const isAge = countType !== 'imageCountMoreThan';
  if (!COUNT_TYPES.includes(String(countType)))
    return [`\`countType\` is one of ${COUNT_TYPES.join(', ')}`];
  return [
    ...(isCount(countNumber) ? [] : ['`countNumber` is a whole number from 1']),
    ...(isAge && countUnit !== 'days'
      ? [`\`${String(countType)}\` counts in \`countUnit: days\``]
      : []),
    ...(!isAge && countUnit !== undefined ? ['`imageCountMoreThan` has no `countUnit`'] : []),
  ];
}

function checkAction({ type, targetStorageClass }: Fields): string[] {
  if (type === 'expire') return [];
  if (type === 'transition' && targetStorageClass === 'archive') return [];
  return [
    '`action` is `{"type": "expire"}` or `{"type": "transition", "targetStorageClass": "archive"}`',
  ];
}

function checkPriorities(rules: readonly Fields[]): string[] {
  const priorities = rules.map(({ rulePriority }) => Number(rulePriority));
  const twice = priorities.find((priority, at) => priorities.indexOf(priority) !== at);
  const last = Math.max(...priorities);
  const early = rules.some(
    ({ selection, rulePriority }) =>
      fieldsOf(selection)['tagStatus'] === 'any' && rulePriority !== last,
  );
  return [
    ...(twice === undefined ? [] : [`two rules have the priority ${twice}`]),
    ...(early ? ['a rule for `any` has the highest `rulePriority` of all'] : []),
  ];
}

function unknownKeys(fields: Fields, known: readonly string[]): string[] {
  return Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => `\`${key}\` is not known here`);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1;
}
