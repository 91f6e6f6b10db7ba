export default definePageConfig({ navigationBarTitleText: '检查和试派' });
