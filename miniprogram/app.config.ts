export default defineAppConfig({
  pages: ['tabs/home/index', 'tabs/nearby/index', 'tabs/join/index', 'tabs/me/index'],
  subPackages: [
    { root: 'reports', name: 'reports', pages: ['form/index', 'sent/index', 'mine/index', 'detail/index'] },
    {
      root: 'desk',
      name: 'desk',
      // The wide desk is for a screen on a table.
      pages: ['handle/index', ...(process.env.TARO_ENV === 'h5' ? ['board/index'] : [])],
    },
    {
      root: 'areas',
      name: 'areas',
      // Import and printing need a table and a keyboard.
      pages: ['street/index', 'responsible/index', ...(process.env.TARO_ENV === 'h5' ? ['wide/index'] : [])],
    },
    { root: 'patrols', name: 'patrols', pages: ['walk/index'] },
    {
      root: 'people',
      name: 'people',
      // The wide sign-in belongs to the browser: nobody opens it inside WeChat.
      pages: [
        'messages/index',
        'profile/index',
        'claim/index',
        'approve/index',
        'about/index',
        'limit/index',
        ...(process.env.TARO_ENV === 'h5' ? ['wide/index'] : []),
      ],
    },
    // Administration is for a screen on a table: no part of what WeChat loads.
    ...(process.env.TARO_ENV === 'h5'
      ? [
          {
            root: 'administration',
            name: 'administration',
            pages: [
              'people/index',
              'organisation/index',
              'catalogue/index',
              'rules/index',
              'health/index',
              'record/index',
              'reroutes/index',
            ],
          },
        ]
      : []),
    {
      root: 'green-spaces',
      name: 'green-spaces',
      pages: [
        'plots/index',
        'plot/index',
        'apply/index',
        'mine/index',
        'adoption/index',
        'care/index',
        'verify/index',
        'wall/index',
        // the managing unit's desk is for a screen on a table
        ...(process.env.TARO_ENV === 'h5' ? ['desk/index'] : []),
      ],
    },
    {
      root: 'activities',
      name: 'activities',
      // The wide desk of activities is for a screen on a table.
      pages: [
        'list/index',
        'detail/index',
        'mine/index',
        'check-in/index',
        'roll/index',
        'write/index',
        'organised/index',
        'summaries/index',
        ...(process.env.TARO_ENV === 'h5' ? ['desk/index'] : []),
      ],
    },
    {
      root: 'volunteers',
      name: 'volunteers',
      pages: [
        'register/index',
        'profile/index',
        'hours/index',
        'certificate/index',
        'verify/index',
        'groups/index',
        'members/index',
        // the dispatcher's desk is for a screen on a table
        ...(process.env.TARO_ENV === 'h5' ? ['desk/index'] : []),
      ],
    },
    // Moderators sit at a table.
    ...(process.env.TARO_ENV === 'h5' ? [{ root: 'moderation', name: 'moderation', pages: ['queue/index'] }] : []),
  ],
  preloadRule: {
    'tabs/home/index': { network: 'all', packages: ['reports'] },
    'tabs/me/index': { network: 'wifi', packages: ['people'] },
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '彝城共治',
    navigationBarTextStyle: 'black',
    navigationBarBackgroundColor: '#F5F7F6',
    backgroundColor: '#F5F7F6',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#66707D',
    selectedColor: '#0B7F62',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'tabs/home/index',
        text: '首页',
        iconPath: 'assets/tab-home.png',
        selectedIconPath: 'assets/tab-home-on.png',
      },
      {
        pagePath: 'tabs/nearby/index',
        text: '身边',
        iconPath: 'assets/tab-nearby.png',
        selectedIconPath: 'assets/tab-nearby-on.png',
      },
      {
        pagePath: 'tabs/join/index',
        text: '参与',
        iconPath: 'assets/tab-join.png',
        selectedIconPath: 'assets/tab-join-on.png',
      },
      {
        pagePath: 'tabs/me/index',
        text: '我的',
        iconPath: 'assets/tab-me.png',
        selectedIconPath: 'assets/tab-me-on.png',
      },
    ],
  },
  permission: { 'scope.userLocation': { desc: '用来找到问题在哪条街、归哪位街长管' } },
  requiredPrivateInfos: ['getLocation', 'startLocationUpdate', 'onLocationChange'],
  lazyCodeLoading: 'requiredComponents',
  animation: false,
});
