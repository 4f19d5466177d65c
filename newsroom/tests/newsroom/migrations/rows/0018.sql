insert into erased_addresses (mark) values (x'0a');
