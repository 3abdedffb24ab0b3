import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast } from '@openward/platform/ui';
import { billingQueries } from '../client.ts';

/** Does something with money; what stands on the screens of billing is read anew. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, then?: (output: Output) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (output) => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      then?.(output);
    },
    onError: failureToast,
  });
}
