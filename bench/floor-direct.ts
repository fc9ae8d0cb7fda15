/**
 * The script that people write: takes a webhook, posts it to Slack, says yes. It keeps nothing, unless FLOOR_KEEPS names a
 * file: then the lead is on disk before the yes, and that its post is about to leave before the post.
 */
import { Agent, createServer, request as send } from 'node:http';
import { keeper } from './floor-kept.ts';

const { SLACK_API_URL = '', SLACK_BOT_TOKEN = '', FLOOR_KEEPS } = process.env;
const keep = keeper(FLOOR_KEEPS);
const agent = new Agent({ keepAlive: true });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${SLACK_BOT_TOKEN}` };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const { company, campaign } = JSON.parse(body);
    keep(body);
    if (FLOOR_KEEPS !== undefined) response.writeHead(200).end();
    keep(company);
    const post = send(`${SLACK_API_URL}chat.postMessage`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => response.headersSent || response.writeHead(200).end());
    });
    post.end(JSON.stringify({ channel: 'C_LEADS', text: `New lead: ${company}, ${campaign}` }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`port ${typeof address === 'object' ? address?.port : 0}\n`);
});
