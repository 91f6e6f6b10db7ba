export default definePageConfig({
  navigationBarTitleText: '彝城共治',
  navigationBarTextStyle: 'white',
  enablePullDownRefresh: false,
});
