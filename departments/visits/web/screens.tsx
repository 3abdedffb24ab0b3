import type { ScreenRegistration } from '@openward/platform/ui';

/** The screens of the department of visits. */
export const screens: ScreenRegistration = { department: 'visits' };
