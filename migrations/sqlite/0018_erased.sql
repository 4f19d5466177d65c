-- Addresses that were erased, so that an old list does not bring them back: each as a hash that takes the paper's secret
-- to make, and nothing else. It goes when somebody confirms the address anew.
create table erased_addresses (
    mark blob primary key
) strict, without rowid;
