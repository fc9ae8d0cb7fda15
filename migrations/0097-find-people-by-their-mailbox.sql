-- Whoever is looked for by an address is looked for by their mailbox, which leads_of_mailbox knows, however the address is written.
drop index leads_with_email;
