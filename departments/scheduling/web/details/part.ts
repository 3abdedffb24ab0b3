import type { UseMutationResult } from '@tanstack/react-query';
import type { Appointment } from '../../contract/index.ts';

/** A part of the details that does something with the appointment. */
export interface PartProps {
  appointment: Appointment;
  /** Does it; what is refused is told above. */
  act: UseMutationResult<Appointment, Error, () => Promise<Appointment>>;
  done: () => void;
}
