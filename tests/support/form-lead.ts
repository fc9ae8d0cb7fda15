/** A lead as forms send it. Each company's is another person: whoever writes again with one mailbox is one lead. */
export const formLead = (company: string): { company: string; name: string; email: string } => ({
  company,
  name: 'Jane Doe',
  email: `jane@${company.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`,
});
