import { asset, plainAddress, tellAssets } from '@openward/platform/installation';
import { readSetting } from './setting.ts';

tellAssets('messages', async (tx) => {
  const { smtp_host, smtp_port, smtp_security, mail_hook, sms_shape, sms_url } = await readSetting(tx);
  return [
    ...(smtp_host === null ? [] : [asset('mail', `${smtp_host}:${smtp_port}`, { holds: 'patients', protection: smtp_security === 'none' ? 'plain' : 'tls' })]),
    ...(sms_shape === 'none' || sms_url === null ? [] : [asset('text-messages', plainAddress(sms_url), { holds: 'patients', protection: 'tls' })]),
    ...(sms_shape === 'none' ? [] : [asset('message-receipts', '/hooks/messages/receipts', { holds: 'nothing', protection: 'signed' })]),
    ...(mail_hook === 'none' ? [] : [asset('message-receipts', '/hooks/messages/bounces', { holds: 'patients', protection: 'signed' })]),
  ];
});
