import type { Channel, MessageKind } from '../contract/text.ts';

/** A text that comes with OpenWard; used as long as the hospital has none of its own. */
export interface ShippedText {
  subject: string;
  body: string;
  sms: string;
}

export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

export const neutralWhat: Record<Language, string> = { en: 'appointment', ar: 'موعد' };

const english: Record<MessageKind, ShippedText> = {
  confirmation: {
    subject: 'Your appointment on {date}',
    body: 'Dear {name},\n\nYour {what} at {hospital} is on {date} at {time}.\nNumber: {number}\n\nTo confirm, cancel, or ask for another time: {link}\n\n{hospital}',
    sms: '{hospital}: your {what} is on {date} at {time}. Confirm or change: {link}',
  },
  reminder: {
    subject: 'Reminder: your appointment on {date}',
    body: 'Dear {name},\n\nThis is a reminder of your {what} at {hospital} on {date} at {time}.\nNumber: {number}\n\nTo confirm, cancel, or ask for another time: {link}\n\nWhen you have come, check in here: {check_in}\n\n{hospital}',
    sms: '{hospital}: reminder of your {what} on {date} at {time}. Confirm or change: {link}\nWhen you have come: {check_in}',
  },
  moved: {
    subject: 'Your appointment has moved to {date}',
    body: 'Dear {name},\n\nYour {what} at {hospital} has moved. It is now on {date} at {time}.\nNumber: {number}\n\nTo confirm, cancel, or ask for another time: {link}\n\n{hospital}',
    sms: '{hospital}: your {what} has moved to {date} at {time}. Confirm or change: {link}',
  },
  'called-off': {
    subject: 'Your appointment on {date} is cancelled',
    body: 'Dear {name},\n\nYour {what} at {hospital} on {date} at {time} is cancelled.\nNumber: {number}\n\n{hospital}',
    sms: '{hospital}: your {what} on {date} at {time} is cancelled.',
  },
  offer: {
    subject: 'A time is free for you',
    body: 'Dear {name},\n\n{hospital} can offer you {date} at {time}.\n\nTo take it or pass: {link}\n\n{hospital}',
    sms: '{hospital}: a time is free for you on {date} at {time}. Take it or pass: {link}',
  },
  notice: {
    subject: 'A message from {hospital}',
    body: 'Dear {name},\n\nYour {what} at {hospital} had to change. It is now on {date} at {time}.\nNumber: {number}\n\nTo confirm, cancel, or ask for another time: {link}\n\n{hospital}',
    sms: '{hospital}: your {what} had to change: {date} at {time}. Confirm or change: {link}',
  },
  payment: {
    subject: 'Reminder of a payment to {hospital}',
    body: 'Dear {name},\n\nAn invoice of {hospital} is not paid yet.\nNumber: {number}\nDue: {date}\n\nIf you have paid meanwhile, please take no notice of this. If you cannot pay it at once, talk to us: instalments are possible.\n\n{hospital}',
    sms: '{hospital}: invoice {number} was due on {date}. If you cannot pay it at once, please talk to us.',
  },
};

const arabic: Record<MessageKind, ShippedText> = {
  confirmation: {
    subject: 'موعدك يوم {date}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nحُدّد لك {what} في {hospital} يوم {date} الساعة {time}.\nالرقم: {number}\n\nللتأكيد أو الإلغاء أو طلب وقت آخر: {link}\n\n{hospital}',
    sms: '{hospital}: لديك {what} يوم {date} الساعة {time}. للتأكيد أو التغيير: {link}',
  },
  reminder: {
    subject: 'تذكير: موعدك يوم {date}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nنذكّرك بأن لديك {what} في {hospital} يوم {date} الساعة {time}.\nالرقم: {number}\n\nللتأكيد أو الإلغاء أو طلب وقت آخر: {link}\n\nعند وصولك سجّل حضورك هنا: {check_in}\n\n{hospital}',
    sms: '{hospital}: تذكير: لديك {what} يوم {date} الساعة {time}. للتأكيد أو التغيير: {link}\nعند وصولك: {check_in}',
  },
  moved: {
    subject: 'نُقل موعدك إلى {date}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nتغيّر موعدك في {hospital}. لديك الآن {what} يوم {date} الساعة {time}.\nالرقم: {number}\n\nللتأكيد أو الإلغاء أو طلب وقت آخر: {link}\n\n{hospital}',
    sms: '{hospital}: تغيّر موعدك: {what} يوم {date} الساعة {time}. للتأكيد أو التغيير: {link}',
  },
  'called-off': {
    subject: 'أُلغي موعدك يوم {date}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nأُلغي ما حُدّد لك ({what}) في {hospital} يوم {date} الساعة {time}.\nالرقم: {number}\n\n{hospital}',
    sms: '{hospital}: أُلغي ما حُدّد لك ({what}) يوم {date} الساعة {time}.',
  },
  offer: {
    subject: 'يوجد وقت متاح لك',
    body: 'عزيزنا/عزيزتنا {name}،\n\nتستطيع {hospital} أن تعرض عليك يوم {date} الساعة {time}.\n\nللقبول أو الرفض: {link}\n\n{hospital}',
    sms: '{hospital}: يوجد وقت متاح لك يوم {date} الساعة {time}. للقبول أو الرفض: {link}',
  },
  notice: {
    subject: 'رسالة من {hospital}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nاضطررنا إلى تغيير ما حُدّد لك ({what}) في {hospital}. الوقت الجديد: يوم {date} الساعة {time}.\nالرقم: {number}\n\nللتأكيد أو الإلغاء أو طلب وقت آخر: {link}\n\n{hospital}',
    sms: '{hospital}: اضطررنا إلى تغيير موعدك: يوم {date} الساعة {time}. للتأكيد أو التغيير: {link}',
  },
  payment: {
    subject: 'تذكير بدفعة مستحقة إلى {hospital}',
    body: 'عزيزنا/عزيزتنا {name}،\n\nلم تُدفع بعد فاتورة من {hospital}.\nالرقم: {number}\nتاريخ الاستحقاق: {date}\n\nإن كنتم قد دفعتم فلا داعي لأي إجراء. وإن تعذر الدفع مرة واحدة فتواصلوا معنا: يمكن التقسيط.\n\n{hospital}',
    sms: '{hospital}: الفاتورة {number} استحقت يوم {date}. إن تعذر الدفع مرة واحدة فتواصلوا معنا.',
  },
};

const shipped: Record<Language, Record<MessageKind, ShippedText>> = { en: english, ar: arabic };

/** The language of ours that is nearest to what a patient speaks. */
export function languageOf(tag: string | null): Language {
  const first = tag?.split('-')[0]?.toLowerCase() ?? '';
  return languages.find((language) => language === first) ?? 'en';
}

/** The text that comes with OpenWard. */
export function shippedText(kind: MessageKind, channel: Channel, language: Language): { subject: string | null; body: string } {
  const { subject, body, sms } = shipped[language][kind];
  return channel === 'sms' ? { subject: null, body: sms } : { subject, body };
}
