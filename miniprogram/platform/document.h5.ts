import type { Document } from './document';

export type { Document } from './document';

/** See document.ts. */
export function chooseDocument(accept: string): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.style.display = 'none';
    // Old browsers forget an input that is not in the document before the person has chosen.
    document.body.appendChild(input);
    const done = () => {
      const file = input.files?.[0];
      input.remove();
      resolve(file && { path: URL.createObjectURL(file), name: file.name });
    };
    input.addEventListener('change', done);
    input.addEventListener('cancel', done);
    input.click();
  });
}

export const readDocument = async ({ path }: Document): Promise<string> => (await fetch(path)).text();

export function saveText(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export async function openFile(url: string, _kind: 'pdf' | 'picture' | 'download' = 'pdf'): Promise<boolean> {
  window.open(url, '_blank', 'noopener');
  return true;
}
