/** What the page of a link says to a patient, in the languages of messages. */
export const linkWords = {
  en: {
    title: 'Your appointment', confirm: 'I will come', cancel: 'Cancel the appointment', otherTime: 'I need another time',
    confirmed: 'Thank you: you said that you will come.', asked: 'The hospital knows that you need another time, and will contact you. Until then this time stays yours.',
    cancelled: 'This appointment is cancelled', outdated: 'This link is out of date', newer: 'The appointment has changed since. Please use the newest message, or call the hospital.',
    over: 'Nothing can be changed here any more', call: 'For a new time please call the hospital.',
    offered: 'A time is free for you', keptUntil: 'It is kept for you until', accept: 'I take this time', pass: 'Not this time', givesUp: 'If you take it, your later appointment is cancelled.',
    yours: 'This time is yours.', passedOn: 'Thank you: this time goes to somebody else.', offerOver: 'This time is no longer kept for you', staysOnList: 'You stay on the waiting list.',
  },
  ar: {
    title: 'موعدك', confirm: 'سأحضر', cancel: 'إلغاء الموعد', otherTime: 'أحتاج إلى وقت آخر',
    confirmed: 'شكرًا: أكّدت حضورك.', asked: 'علم المستشفى أنك تحتاج إلى وقت آخر وسيتصل بك. حتى ذلك الحين يبقى هذا الموعد لك.',
    cancelled: 'أُلغي هذا الموعد', outdated: 'هذا الرابط قديم', newer: 'تغيّر الموعد منذ ذلك الحين. يرجى استعمال أحدث رسالة أو الاتصال بالمستشفى.',
    over: 'لا يمكن تغيير شيء هنا بعد الآن', call: 'لموعد جديد يرجى الاتصال بالمستشفى.',
    offered: 'يتوفر لك موعد', keptUntil: 'محجوز لك حتى', accept: 'آخذ هذا الموعد', pass: 'لا يناسبني', givesUp: 'إذا أخذته يُلغى موعدك اللاحق.',
    yours: 'هذا الموعد لك.', passedOn: 'شكرًا: سيُعرض هذا الموعد على غيرك.', offerOver: 'لم يعد هذا الموعد محجوزًا لك', staysOnList: 'تبقى على قائمة الانتظار.',
  },
} as const;
