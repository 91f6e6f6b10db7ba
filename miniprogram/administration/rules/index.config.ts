export default definePageConfig({ navigationBarTitleText: '规则和节假日' });
