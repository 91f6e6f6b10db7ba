export default definePageConfig({ navigationBarTitleText: '派遣工作台' });
