import type { DepartmentToMake, LocationToMake } from '@openward/staff/api';

export const hospitalName = 'Wardleigh General (demo)';
export const timeZone = 'Europe/London';

/** The departments of the demo hospital; the first is the hospital itself. */
export const departments: readonly DepartmentToMake[] = [
  { code: 'HOSPITAL', name: 'Wardleigh General', kind: 'hospital', phone: '+44 113 496 0000' },
  ...([
    ['MED', 'Internal medicine', 'clinical'], ['SURG', 'Surgery', 'clinical'], ['PAED', 'Paediatrics', 'clinical'],
    ['OBG', 'Obstetrics and gynaecology', 'clinical'], ['ED', 'Emergency', 'clinical'], ['ICU', 'Intensive care', 'clinical'],
    ['OPD', 'Outpatient clinic', 'clinical'], ['LAB', 'Laboratory', 'diagnostic'], ['RAD', 'Radiology', 'diagnostic'],
    ['PHARM', 'Pharmacy', 'support'], ['DESK', 'Front desk', 'support'], ['MREC', 'Medical records', 'support'],
    ['FIN', 'Finance', 'administrative'], ['ADMIN', 'Administration', 'administrative'],
  ] as const).map(([code, name, kind]) => ({ code, name, kind, parent: 'HOSPITAL' })),
];

interface Ward {
  code: string;
  name: string;
  floor: string;
  department: string;
  /** Beds in each of its rooms. */
  rooms: readonly number[];
}

const wards: readonly Ward[] = [
  { code: 'W1', name: 'Alder ward (medicine)', floor: 'M-1', department: 'MED', rooms: [4, 4, 4, 2, 1, 1] },
  { code: 'W2', name: 'Beech ward (medicine)', floor: 'M-1', department: 'MED', rooms: [4, 4, 4, 2, 1, 1] },
  { code: 'W3', name: 'Cedar ward (surgery)', floor: 'M-2', department: 'SURG', rooms: [4, 4, 4, 2, 2, 1] },
  { code: 'W4', name: 'Elder ward (maternity)', floor: 'M-2', department: 'OBG', rooms: [3, 3, 2, 2, 1, 1] },
  { code: 'W5', name: 'Rowan ward (children)', floor: 'E-1', department: 'PAED', rooms: [4, 4, 2, 2, 1] },
  { code: 'ICU', name: 'Intensive care unit', floor: 'M-2', department: 'ICU', rooms: [1, 1, 1, 1, 1, 1, 1, 1] },
  { code: 'ED', name: 'Emergency', floor: 'M-0', department: 'ED', rooms: [1, 1, 1, 1, 1, 1, 2] },
];

const rooms: readonly (readonly [code: string, name: string, floor: string, department: string])[] = [
  ['DESK', 'Reception', 'M-0', 'DESK'], ['MREC', 'Medical records', 'E-0', 'MREC'], ['LAB', 'Laboratory', 'E-0', 'LAB'],
  ['XRAY', 'X-ray', 'M-0', 'RAD'], ['PHARM', 'Dispensary', 'M-0', 'PHARM'], ['CASH', 'Cashier', 'M-0', 'FIN'],
  ...[1, 2, 3, 4, 5, 6].map((number) => [`OPD-${number}`, `Consulting room ${number}`, 'E-1', 'OPD'] as const),
];

const ward = ({ code, name, floor, department, rooms: beds }: Ward): LocationToMake[] => [
  { code, name, kind: 'ward', parent: floor, department },
  ...beds.flatMap((count, at): LocationToMake[] => {
    const room = `${code}-${String(at + 1).padStart(2, '0')}`;
    const letters = [...'ABCDEF'].slice(0, count);
    return [
      { code: room, name: `Room ${at + 1}`, kind: 'room', parent: code },
      ...letters.map((letter): LocationToMake => ({ code: `${room}${letter}`, name: `Bed ${at + 1}${letter}`, kind: 'bed', parent: room })),
    ];
  }),
];

/** Two buildings with their floors, wards, rooms and beds; the larger before the smaller. */
export const locations: readonly LocationToMake[] = [
  { code: 'M', name: 'Main building', kind: 'building', time_zone: timeZone },
  { code: 'E', name: 'East wing', kind: 'building', time_zone: timeZone },
  ...['M-0', 'M-1', 'M-2', 'E-0', 'E-1'].map((code): LocationToMake => ({
    code, name: code.endsWith('0') ? 'Ground floor' : `Floor ${code.slice(-1)}`, kind: 'floor', parent: code.slice(0, 1),
  })),
  ...wards.flatMap(ward),
  ...rooms.map(([code, name, floor, department]): LocationToMake => ({ code: `R-${code}`, name, kind: 'room', parent: floor, department })),
];
