// What nearly every screen is made of. It is loaded when the first screen stands and the browser has nothing to do, so
// that a further screen costs only its own part.
export { Menu, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
export { DataList, FieldGrid, FormFrame, Page, TextField, useApiForm } from '@openward/platform/ui';
// A screen locks, and a session ends, also without a connection: what draws the curtain must be here before.
export { LockScreen } from './session/LockScreen.tsx';
export { SignIn } from './sign-in/SignIn.tsx';
