export default definePageConfig({ navigationBarTitleText: '绿地' });
