/** The script that people write: takes a webhook, posts it to Slack, says yes. It keeps nothing. */
import { Agent, createServer, request as send } from 'node:http';

const { SLACK_API_URL = '', SLACK_BOT_TOKEN = '' } = process.env;
const agent = new Agent({ keepAlive: true });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${SLACK_BOT_TOKEN}` };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { company, campaign } = JSON.parse(Buffer.concat(chunks).toString());
    const post = send(`${SLACK_API_URL}chat.postMessage`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => response.writeHead(200).end());
    });
    post.end(JSON.stringify({ channel: 'C_LEADS', text: `New lead: ${company}, ${campaign}` }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`port ${typeof address === 'object' ? address?.port : 0}\n`);
});
