// The import table of the house (README, "Map of the house").
const room =
  '(activities|administration|areas|green-spaces|media|nearby|moderation|notifications|patrols|people|portal|reports|streets|volunteers)';
const pages = '(activities|administration|areas|desk|green-spaces|moderation|patrols|people|reports|volunteers)';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^shared' },
      to: { path: '^(server|miniprogram|test)' },
    },
    {
      name: 'shared-uses-only-schemas-and-coordinates',
      severity: 'error',
      from: { path: '^shared' },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/(valibot|gcoord)' },
    },
    {
      name: 'server-and-miniprogram-meet-in-shared',
      severity: 'error',
      from: { path: '^server' },
      to: { path: '^miniprogram' },
    },
    {
      name: 'miniprogram-never-imports-server',
      severity: 'error',
      from: { path: '^miniprogram' },
      to: { path: '^(server|test)' },
    },
    {
      name: 'core-knows-no-room',
      severity: 'error',
      from: { path: '^server/core' },
      to: { path: `^server/(${room}|demo)/` },
    },
    {
      name: 'only-core-database-knows-the-embedded-database',
      severity: 'error',
      from: { path: '^server', pathNot: '^server/(core/database|embedded-mongo|data-tools)' },
      to: { path: '^server/embedded-mongo' },
    },
    {
      name: 'rooms-meet-at-their-index',
      severity: 'error',
      from: { path: `^server/${room}/` },
      to: { path: `^server/${room}/`, pathNot: ['^server/$1/', '/index\\.ts$'] },
    },
    {
      name: 'no-room-imports-notifications',
      severity: 'error',
      from: { path: `^server/${room}/`, pathNot: '^server/notifications' },
      to: { path: '^server/notifications' },
    },
    {
      name: 'policies-do-no-io',
      severity: 'error',
      from: { path: '^server/.*/policy\\.ts$' },
      to: { path: '(mongoose|mongodb)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'demo-is-loaded-only-by-start',
      severity: 'error',
      from: { path: '^server', pathNot: '^server/(demo|start)' },
      to: { path: '^server/demo' },
    },
    {
      name: 'pages-meet-in-the-commons',
      severity: 'error',
      from: { path: `^miniprogram/${pages}/` },
      to: { path: [`^miniprogram/${pages}/`, '^miniprogram/tabs/'], pathNot: '^miniprogram/$1/' },
    },
    {
      name: 'devices-only-through-platform',
      severity: 'error',
      from: { path: '^miniprogram/(api|components)/' },
      to: { path: [`^miniprogram/${pages}/`, '^miniprogram/tabs/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
