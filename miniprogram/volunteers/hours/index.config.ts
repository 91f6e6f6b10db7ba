export default definePageConfig({ navigationBarTitleText: '时长与星级' });
