import type { ScreenRegistration } from '@openward/platform/ui';

/** The screens of the department of terminology. */
export const screens: ScreenRegistration = { department: 'terminology' };
