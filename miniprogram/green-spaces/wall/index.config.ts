export default definePageConfig({ navigationBarTitleText: '认养墙' });
