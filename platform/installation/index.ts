export { claimInstallation, readInstallation, type Installation, type InstallationMode } from './installation.sql.ts';
