export default function MachinesScreen() { return null; }
