/** What the page of a link says to a patient, in the languages of messages. */
export const linkWords = {
  en: {
    title: 'Your appointment', confirm: 'I will come', cancel: 'Cancel the appointment', otherTime: 'I need another time',
    confirmed: 'Thank you: you said that you will come.', asked: 'The hospital knows that you need another time, and will contact you. Until then this time stays yours.',
    cancelled: 'This appointment is cancelled', outdated: 'This link is out of date', newer: 'The appointment has changed since. Please use the newest message, or call the hospital.',
    over: 'Nothing can be changed here any more', call: 'For a new time please call the hospital.',
  },
  ar: {
    title: 'موعدك', confirm: 'سأحضر', cancel: 'إلغاء الموعد', otherTime: 'أحتاج إلى وقت آخر',
    confirmed: 'شكرًا: أكّدت حضورك.', asked: 'علم المستشفى أنك تحتاج إلى وقت آخر وسيتصل بك. حتى ذلك الحين يبقى هذا الموعد لك.',
    cancelled: 'أُلغي هذا الموعد', outdated: 'هذا الرابط قديم', newer: 'تغيّر الموعد منذ ذلك الحين. يرجى استعمال أحدث رسالة أو الاتصال بالمستشفى.',
    over: 'لا يمكن تغيير شيء هنا بعد الآن', call: 'لموعد جديد يرجى الاتصال بالمستشفى.',
  },
} as const;
