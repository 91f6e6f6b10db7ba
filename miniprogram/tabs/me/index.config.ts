export default definePageConfig({ navigationBarTitleText: '彝城共治' });
