export default definePageConfig({ navigationBarTitleText: '区划与街牌' });
