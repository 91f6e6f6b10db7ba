export default definePageConfig({ navigationBarTitleText: '我的认养' });
