import type { IncomingMessage, ServerResponse } from 'node:http';
import { requiredText } from '../arguments.ts';
import type { Json } from '../json.ts';
import type { Methods } from '../method.ts';
import { Refusal } from '../refusal.ts';
import type { UploadedFile, World } from '../world.ts';

/** The methods about files that people have given to the app. */
export const fileMethods: Methods = {
  'files.info': { scopes: ['files:read'], tier: 'tier 4', run: info },
};

export const fileObject = (world: World, { id, name, content }: UploadedFile): Json => ({
  id,
  name,
  size: content.length,
  mimetype: 'text/csv',
  filetype: 'csv',
  url_private_download: `${world.origin}/files/${id}/download/${encodeURIComponent(name)}`,
});

function info(world: World, args: Json): Json {
  const file = world.files.get(requiredText(args, 'file'));
  if (!file) throw new Refusal('file_not_found');
  return { file: fileObject(world, file) };
}

/** What Slack answers at a file's address: the file to who has a token with the scope, and else a page to sign in. */
export const createDownloads =
  (world: World) => async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const [, , id = ''] = url.pathname.split('/');
    const file = world.files.get(id);
    const isAllowed =
      request.headers.authorization === `Bearer ${world.tokens.bot}` &&
      world.tokenState === 'valid' &&
      world.scopes.has('files:read');
    if (file === undefined) return void response.writeHead(404).end();
    if (!isAllowed)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Slack</title>');
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': file.content.length }).end(file.content);
  };
