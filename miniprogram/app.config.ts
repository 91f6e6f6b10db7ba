export default defineAppConfig({
  pages: ['tabs/home/index', 'tabs/nearby/index', 'tabs/me/index'],
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
        pagePath: 'tabs/me/index',
        text: '我的',
        iconPath: 'assets/tab-me.png',
        selectedIconPath: 'assets/tab-me-on.png',
      },
    ],
  },
  permission: { 'scope.userLocation': { desc: '用来找到问题在哪条街、归哪位街长管' } },
  requiredPrivateInfos: ['getLocation'],
  lazyCodeLoading: 'requiredComponents',
  animation: false,
});
