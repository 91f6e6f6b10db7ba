export default definePageConfig({ navigationBarTitleText: '街道名片', navigationBarTextStyle: 'white' });
