export default definePageConfig({ navigationBarTitleText: '部门和分工' });
