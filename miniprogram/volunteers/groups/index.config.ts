export default definePageConfig({ navigationBarTitleText: '城管志愿队' });
