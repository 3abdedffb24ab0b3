import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { failureToast, fetchFromServer, isProblem, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';

/** Makes the copy that was asked for. Where entries are labelled and the maker is not cleared for them, the copy says why they are missing. */
export function CopyAct({ request_id, made }: { request_id: string; made: () => unknown }) {
  const t = useWords();
  const [asked, ask] = useState(false);
  const [why, give] = useState('');
  const withheld = why.trim();
  const copying = useMutation({
    mutationFn: () => fetchCopy(request_id, asked ? withheld : ''),
    onSuccess: async (copy) => {
      save(copy, 'record.zip');
      ask(false);
      toast({ text: t('Copy made') });
      await made();
    },
    onError: (error) => (isProblem(error, 'compliance.copy_incomplete') && !asked ? ask(true) : failureToast(error)),
  });
  return (
    <>
      {asked && <p role="status">{t('Entries are labelled and you are not cleared for them: somebody who is makes this copy, or you say why they are withheld')}</p>}
      <Group align="end">
        {asked && <TextInput flex={1} autoFocus label={t('Why they are withheld, as the copy says it')} required value={why} maxLength={300} onChange={(event) => give(event.currentTarget.value)} />}
        <Button variant="default" loading={copying.isPending} disabled={asked && withheld.length < 5} onClick={() => copying.mutate()}>{asked ? t('Make the copy without them') : t('Make the copy')}</Button>
      </Group>
    </>
  );
}

async function fetchCopy(request_id: string, withheld: string): Promise<Blob> {
  const query = withheld === '' ? '' : `?${new URLSearchParams({ withheld }).toString()}`;
  const answer = await fetchFromServer(new Request(`/api/rights/requests/${request_id}/copy${query}`));
  return answer.blob();
}

/** Hands a file to the person; nothing of it stays with the browser. */
function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
