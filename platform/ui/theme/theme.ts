import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const clinic: MantineColorsTuple = [
  '#e6f6fa', '#d2e9f1', '#a6d2e2', '#77bad4', '#51a5c7', '#3a98c0', '#2b92bd', '#1b7ea6', '#0b6f95', '#005f82',
];

/** Mantine's dark greys are brownish beside ours; these are the tokens of `tokens.css`, from ink to ground. */
const dark: MantineColorsTuple = [
  '#e7ecf1', '#c3ccd6', '#a9b4c0', '#7a8794', '#59636e', '#343b44', '#252b32', '#1c2026', '#171b20', '#14171b',
];

const dense = { defaultProps: { size: 'xs' as const } };
const denseInput = { defaultProps: { size: 'xs' as const, inputWrapperOrder: ['label', 'description', 'input', 'error'] as const } };

const dialogHead = { header: { role: 'presentation' } };

/** Dense by default: a control is 30 px high, a table is set in 13 px. On a touch screen `base.css` gives more room. */
export const theme = createTheme({
  primaryColor: 'clinic',
  colors: { clinic, dark },
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 6,
  fontFamily: "'Inter Variable', Inter, 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, Consolas, monospace',
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '15px' }, h3: { fontSize: '13px' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: dense,
    TextInput: denseInput,
    PasswordInput: denseInput,
    PinInput: dense,
    Select: denseInput,
    MultiSelect: denseInput,
    TagsInput: denseInput,
    NumberInput: denseInput,
    Textarea: denseInput,
    NativeSelect: denseInput,
    Checkbox: dense,
    Radio: dense,
    Switch: dense,
    SegmentedControl: dense,
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 8, fz: 13, highlightOnHover: true } },
    Tooltip: { defaultProps: { openDelay: 300 } },
    // The head of a dialog is no banner of the page.
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 }, attributes: dialogHead } },
    Drawer: { defaultProps: { attributes: dialogHead } },
  },
});

/** Mantine's stock error, dimmed and placeholder colours miss WCAG AA at small sizes; these keep it. */
export const cssVariables: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-error': mantine.colors.red[9],
    '--mantine-color-dimmed': '#566270',
    '--mantine-color-placeholder': '#68737f',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#14202b',
    '--mantine-color-anchor': '#0a6184',
    '--mantine-color-default-border': '#9aa5b1',
  },
  dark: {
    '--mantine-color-error': mantine.colors.red[4],
    '--mantine-color-dimmed': '#a9b4c0',
    '--mantine-color-placeholder': '#97a3b0',
    '--mantine-color-body': '#1c2026',
    '--mantine-color-text': '#e7ecf1',
    '--mantine-color-anchor': '#7fc8e2',
    '--mantine-color-default': '#252b32',
    '--mantine-color-default-hover': '#2d343c',
    '--mantine-color-default-border': '#59636e',
    '--mantine-color-clinic-light-color': '#a6d2e2',
    '--mantine-color-clinic-outline': '#7fc8e2',
  },
});
