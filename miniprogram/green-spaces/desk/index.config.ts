export default definePageConfig({ navigationBarTitleText: '绿地认养管理' });
