-- Who had written down what they learned from a pair: of a retro without names that says whose cards there may be.
alter table pairing_people drop column has_learned;
