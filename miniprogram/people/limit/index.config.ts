export default definePageConfig({ navigationBarTitleText: '上报限制' });
