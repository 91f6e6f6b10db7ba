export default definePageConfig({ navigationBarTitleText: '改派建议' });
