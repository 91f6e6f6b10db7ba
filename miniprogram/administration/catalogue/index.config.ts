export default definePageConfig({ navigationBarTitleText: '类别和时限' });
