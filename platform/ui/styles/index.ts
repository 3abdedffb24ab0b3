// The order matters: ours come after the library’s, which lie in a layer of their own and so never win over ours.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/index.css';
import './tokens.css';
import './base.css';
import './print.css';
