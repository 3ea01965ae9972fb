"""The withdrawal of the UN mission in Mali, camp by camp, as data and maps.

`geodata.data.load.load` reads a mission; `geodata.domain` answers questions about it; `geodata.maps`, `geodata.charts`
and `geodata.export` draw and write the answers. Importing the package does no work.
"""
