export default definePageConfig({ navigationBarTitleText: '街道巡查' });
