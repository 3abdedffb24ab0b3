export default function RolesScreen() { return null; }
