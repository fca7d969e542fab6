"""Keys of an office on PostgreSQL for each case and compartment, in a file apart from the database and its backups.

`parties`: who can be given a key. `store`: the file. `data_keys`: the keys, wrapped to parties. `groups`: parties whose
key several people hold. `keyring`: what one person can open, for the time of one request. `entitlement`: who ought to.
`sharing`: makes the wraps be what they ought to be. `way_back`: the recovery. `unshared`: what it does not open yet.
`vouching`: which public halves are the office's own. `browser`: how a key outlives a request without lying anywhere.
Decisions: docs/adr/0019.
"""
