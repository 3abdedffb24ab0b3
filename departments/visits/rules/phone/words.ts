/** What the page of checking in says, in the languages of messages. */
export const phoneWords = {
  en: {
    title: 'Check in', here: 'I have come', ask: 'Press when you are in the hospital. You get a number, and are told where to wait.', from: (time: string) => `You can check in from ${time} on.`,
    number: (code: string) => `Your number is ${code}`, wait: (point: string) => `Please wait: ${point}`, ahead: (count: number) => (count === 0 ? 'You are next.' : count === 1 ? '1 person is before you.' : `${count} people are before you.`),
    expected: (from: number, to: number) => `In most cases it takes ${from} to ${to} minutes.`, called: (room: string) => `Please come now: ${room}`, pay: 'Please pay first, at the cashier.', over: 'You were here. Thank you.',
    again: 'Look again', desk: 'Please go to the desk', deskWhy: 'Checking in by telephone is not possible here.', late: 'It is too late to check in by telephone.', off: 'This appointment is cancelled',
    outdated: 'This link is out of date', newer: 'The appointment has changed since. Please use the newest message, or go to the desk.',
  },
  ar: {
    title: 'تسجيل الوصول', here: 'لقد وصلت', ask: 'اضغط عندما تكون في المستشفى. ستحصل على رقم وتعرف أين تنتظر.', from: (time: string) => `يمكنك تسجيل الوصول ابتداءً من الساعة ${time}.`,
    number: (code: string) => `رقمك ${code}`, wait: (point: string) => `يرجى الانتظار: ${point}`, ahead: (count: number) => (count === 0 ? 'أنت التالي.' : `عدد من قبلك: ${count}`),
    expected: (from: number, to: number) => `يستغرق الانتظار غالبًا من ${from} إلى ${to} دقيقة.`, called: (room: string) => `يرجى الحضور الآن: ${room}`, pay: 'يرجى الدفع أولًا عند الصندوق.', over: 'تم استقبالك. شكرًا لك.',
    again: 'تحديث', desk: 'يرجى التوجه إلى مكتب الاستقبال', deskWhy: 'لا يمكن تسجيل الوصول بالهاتف هنا.', late: 'فات وقت تسجيل الوصول بالهاتف.', off: 'أُلغي هذا الموعد',
    outdated: 'هذا الرابط قديم', newer: 'تغيّر الموعد منذ ذلك الحين. يرجى استعمال أحدث رسالة أو التوجه إلى مكتب الاستقبال.',
  },
} as const;
