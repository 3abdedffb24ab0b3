export { type Destination, feedOf, type Message, syslogOf, type SyslogSetting } from './destination.ts';
export { exportLog, type ExportOptions } from './export.ts';
export { declareDestinations } from './export.sql.ts';
export { type ExportStatus, readExports } from './status.sql.ts';
