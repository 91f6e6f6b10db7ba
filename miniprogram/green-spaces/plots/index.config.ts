export default definePageConfig({ navigationBarTitleText: '认养绿地' });
